"""The roof: settings from the environment, the addresses of the doors, the city files. Nobody imports it."""
