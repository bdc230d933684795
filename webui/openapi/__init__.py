"""The description of /api/v1 (OpenAPI 3.1), as values: the page to try the interface and openapi.json are made of them.

model        what a description is made of
schemas      the shapes of answers
asked        the parameters, with the limits that their parser has
answers      headers, and answers that tell what is wrong
operations   one for each address
document     all of it as one OpenAPI document
"""
