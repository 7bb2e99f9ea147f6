package dev.interlock.internal.admin;

import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.internal.json.JsonWriter;
import dev.interlock.internal.negotiate.Accept;
import dev.interlock.internal.syntax.MediaRange;

/** Formats of the pages: text for a terminal, or JSON for a client that prefers it. */
final class Format {
    private static final MediaRange TEXT = MediaRange.parse("text/plain");
    private static final MediaRange JSON = MediaRange.parse("application/json");

    private Format() {}

    /** Returns whether the client prefers JSON to text. Sets Vary, because the response depends on Accept. */
    static boolean isJson(Request request, Response response) {
        response.header(HttpHeader.VARY, HttpHeader.ACCEPT);
        return Accept.preference(JSON, request.head()) > Accept.preference(TEXT, request.head());
    }

    /** Sets text as the response. */
    static void text(Response response, CharSequence text) {
        response.contentType("text/plain;charset=utf-8");
        response.body().append(text);
    }

    /** Begins a response in JSON. */
    static JsonWriter json(Response response) {
        response.contentType("application/json");
        return new JsonWriter(response.body());
    }
}
