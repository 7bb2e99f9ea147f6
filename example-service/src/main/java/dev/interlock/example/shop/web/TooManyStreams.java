package dev.interlock.example.shop.web;

import dev.interlock.annotation.ProblemType;

/** Too many lists are being streamed. An exception of the web layer may state its response itself. */
@ProblemType(status = 503, title = "Too many streams")
final class TooManyStreams extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStreams() {
        super("too many lists are being streamed", null, false, false);
    }
}
