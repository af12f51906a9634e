"""Imported once by the process that worker processes are forked from, so that a new one starts in milliseconds."""

import django

django.setup()
