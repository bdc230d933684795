"""nginx before a node, for what a bare node has not: TLS, passwords, and other answers."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.opensearch.nodes import free_port

_PATIENCE = 20.0
_CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_max_body_size 0;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} {listening};
        {server}
    }}
}}
"""


@contextmanager
def front(folder: Path, server: str, *, tls: Path | None = None, port: int | None = None) -> Iterator[str]:
    """The address of an nginx whose `server` block holds this, with the certificate of `tls` where that is given."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin")
    if nginx is None:
        pytest.skip("nginx is not here: `make test` installs it")
    port = port or free_port()
    if tls:
        server = f"ssl_certificate {tls}/server.pem; ssl_certificate_key {tls}/server.key; {server}"
    configuration = folder / "nginx.conf"
    listening = "ssl" if tls else ""
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, listening=listening, server=server))
    # The shell ends it when this process does, however that ends.
    script = '"$0" -e "$2" -c "$1" & cat; kill $!; wait'
    command = ["sh", "-c", script, nginx, str(configuration), str(folder / "error.log")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        _wait_for(port)
        yield f"{'https' if tls else 'http'}://localhost:{port}"
        assert process.stdin is not None
        process.stdin.close()


def passing_on(url: str, extra: str = "") -> str:
    """The `server` block of a front that passes everything on."""
    return f"location / {{ {extra} proxy_pass {url}; }}"


def with_password(folder: Path, user: str, password: str) -> str:
    """Lines that let in whoever knows the password."""
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"], input=password, capture_output=True, text=True, check=True
    )
    (folder / "users").write_text(f"{user}:{hashed.stdout}")
    return f'auth_basic "closed"; auth_basic_user_file {folder}/users;'


def answering(body: str) -> str:
    """The `server` block of something that gives the same JSON to every request."""
    return f"default_type application/json; location / {{ return 200 '{body}'; }}"


def certificates(folder: Path) -> None:
    """ca.pem, and server.pem with server.key that it vouches for, good for localhost."""
    lines = [
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Seogo-tests -keyout ca.key -out ca.pem",
        "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr",
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
    ]
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    for line in lines:
        subprocess.run(["openssl", *line.split()], cwd=folder, check=True, capture_output=True)


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
