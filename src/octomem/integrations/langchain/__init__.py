"""LangChain: a middleware, a retriever and a message history; `octomem.langchain` names them."""
