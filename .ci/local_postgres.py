"""Print the address of this machine's PostgreSQL, or nothing where none lets us in."""

import os

import psycopg

SERVER = "postgresql://postgres@127.0.0.1:5432"
try:
    psycopg.connect(f"{SERVER}/postgres", connect_timeout=3).close()
except psycopg.OperationalError:
    pass
else:
    # A name of its own, so that two runs do not drop each other's test database.
    print(f"{SERVER}/studyapp_{os.getpid()}")
