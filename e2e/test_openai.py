"""The OpenAI SDK meets errors, cancels, and asks many things at once."""

import asyncio
from collections.abc import Iterator

import openai
import pytest
from support.program import Program
from support.waiting import wait_until

HELLO = [{"role": "user", "content": "Hello"}]


@pytest.fixture
def client(shared: Program) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{shared.api_url}/v1", api_key="sk-unused-here", max_retries=0) as made:
        yield made


def in_flight(program: Program) -> int:
    return program.admin("GET", "/admin/api/status")[2]["in_flight"]


def test_a_wrong_key_is_an_authentication_error(running: Program) -> None:
    running.admin("PATCH", "/admin/api/config", {"proxy": {"auth_mode": "strict"}})
    client = openai.OpenAI(base_url=f"{running.api_url}/v1", api_key="sk-wrong-key", max_retries=0)
    with pytest.raises(openai.AuthenticationError) as caught:
        client.chat.completions.create(model="demo", messages=HELLO)
    assert caught.value.code == "unauthorized"


def test_a_wrong_path_is_a_not_found_error(shared: Program) -> None:
    client = openai.OpenAI(base_url=f"{shared.api_url}/v2", api_key="sk-unused-here", max_retries=0)
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model="demo", messages=HELLO)
    assert caught.value.code == "not_found"


def test_a_body_that_makes_no_sense_is_a_bad_request_error(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model="demo", messages="not a list")  # type: ignore[arg-type]
    assert caught.value.code == "bad_request"
    with pytest.raises(openai.BadRequestError) as caught:
        client.post("/chat/completions", cast_to=object, content=b'{"model": "demo",}',
                    options={"headers": {"Content-Type": "application/json"}})
    assert caught.value.code == "bad_json"


def test_a_body_that_is_too_large_is_said_so(make_program) -> None:
    program: Program = make_program({"max_body_mb": 1})
    program.start_demo()
    client = openai.OpenAI(base_url=f"{program.api_url}/v1", api_key="sk-unused-here", max_retries=0)
    with pytest.raises(openai.APIStatusError) as caught:
        client.chat.completions.create(model="demo", messages=[{"role": "user", "content": "x" * (2 << 20)}])
    assert (caught.value.status_code, caught.value.code) == (413, "body_too_large")


def test_every_answer_has_a_request_id_of_its_own(client: openai.OpenAI) -> None:
    answers = [client.chat.completions.with_raw_response.create(model="demo", messages=HELLO) for _ in range(3)]
    identifiers = {answer.headers["x-request-id"] for answer in answers}
    assert len(identifiers) == 3


def test_a_cancelled_stream_leaves_nothing_in_flight(shared: Program, client: openai.OpenAI) -> None:
    for _ in range(10):
        stream = client.chat.completions.create(model="demo", messages=HELLO, stream=True)
        next(iter(stream))
        stream.close()
    assert wait_until(lambda: in_flight(shared) == 0)
    assert client.chat.completions.create(model="demo", messages=HELLO).choices[0].message.content


def test_many_streams_at_once_keep_their_order_and_text(shared: Program) -> None:
    async def read(client: openai.AsyncOpenAI) -> str:
        stream = await client.chat.completions.create(model="demo", messages=HELLO, stream=True)
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

    async def read_all() -> list[str]:
        async with openai.AsyncOpenAI(base_url=f"{shared.api_url}/v1", api_key="sk-unused-here") as client:
            return await asyncio.gather(*(read(client) for _ in range(100)))

    texts = asyncio.run(read_all())
    assert len(set(texts)) == 1 and texts[0]
    assert wait_until(lambda: in_flight(shared) == 0)
