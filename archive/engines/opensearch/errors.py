"""What to say when a cluster does not do what it was asked: native errors as errors of Seogo.

Everything raised here is a plain sentence with the address, and never holds the password.
"""

from __future__ import annotations

from typing import Any

from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnection

from archive.errors import EngineAway, IndexUnwritable, SeogoError
from archive.language import gettext as _

STARTING = 503
BUSY = (429, 502, STARTING, 504)
"""Statuses by which a server says that it can do it later."""


def cause(error: TransportError) -> tuple[str, str]:
    """Kind and reason of an error as the server names them; empty where it gives none."""
    info: Any = error.info
    told = info.get("error") if isinstance(info, dict) else None
    if not isinstance(told, dict):
        return "", ""
    roots = told.get("root_cause") or [told]
    return str(roots[0].get("type", "")), str(roots[0].get("reason", ""))


def is_blocked(error: TransportError) -> bool:
    """Whether the index is closed to writing, so that asking again does not help; not of a cluster that just starts."""
    return is_block(cause(error)[0], error.status_code)


def is_block(kind: str, status: str | int) -> bool:
    """The same, of what is told of one row."""
    return kind == "cluster_block_exception" and status != STARTING


def may_pass(error: TransportError) -> bool:
    """Whether the same request can succeed a little later."""
    if isinstance(error, NoConnection):
        return not isinstance(error, SSLError)
    return error.status_code in BUSY and not is_blocked(error)


def away(address: str, error: TransportError) -> EngineAway:
    """Why a cluster cannot be asked."""
    match error:
        case SSLError():
            return EngineAway(
                _(
                    "OpenSearch %(address)s의 인증서를 믿을 수 없습니다. 그 인증서를 발급한 기관의 파일을 "
                    "설정 opensearch_ca에 적어 주세요.",
                    address=address,
                )
            )
        case ConnectionTimeout():
            return EngineAway(
                _("OpenSearch %(address)s이(가) 제때 답하지 않습니다. 잠시 뒤에 다시 해 주세요.", address=address)
            )
        case NoConnection():
            return EngineAway(
                _(
                    "OpenSearch %(address)s에 연결할 수 없습니다. 서버가 켜져 있는지, 설정 opensearch_url이 맞는지 "
                    "확인해 주세요.",
                    address=address,
                )
            )
        case AuthenticationException():
            return EngineAway(
                _(
                    "OpenSearch %(address)s이(가) 사용자 이름이나 비밀번호를 받아들이지 않습니다. "
                    "설정 opensearch_user와 opensearch_password를 확인해 주세요.",
                    address=address,
                )
            )
        case AuthorizationException():
            return EngineAway(
                _(
                    "OpenSearch %(address)s에서 이 사용자는 색인을 읽을 권한이 없습니다. "
                    "docs/opensearch.md에 적힌 권한을 주세요.",
                    address=address,
                )
            )
    return EngineAway(
        _(
            "OpenSearch %(address)s이(가) 답하지 못했습니다(%(why)s). 잠시 뒤에 다시 해 주세요.",
            address=address,
            why=why(error),
        )
    )


def why(error: TransportError) -> str:
    """The reason in the server's own words, short; its status where it gives none."""
    kind, reason = cause(error)
    return f"{kind}: {reason}"[:300] if kind else str(error.status_code)


def unwritten(address: str, error: TransportError) -> SeogoError:
    """Why a change could not be written."""
    if is_blocked(error):
        return blocked(address, cause(error)[1])
    if isinstance(error, AuthorizationException):
        return IndexUnwritable(
            f"OpenSearch {address}에서 이 사용자는 색인에 쓸 권한이 없습니다. docs/opensearch.md에 적힌 권한을 준 뒤 "
            "seogo index를 다시 해 주세요. 지금까지의 색인은 그대로입니다."
        )
    return away(address, error)


def blocked(address: str, reason: str) -> IndexUnwritable:
    """What to say of an index that is closed to writing; `reason` is the server's."""
    if "flood-stage" in reason:
        told = "디스크가 거의 차서 서버가 쓰기를 막았습니다). 서버의 자리를 비운 뒤"
    else:
        told = "읽기 전용으로 되어 있습니다). 그 설정을 푼 뒤"
    return IndexUnwritable(
        f"OpenSearch {address}의 색인에 쓸 수 없습니다({told} seogo index를 다시 해 주세요. "
        "지금까지의 색인은 그대로입니다."
    )
