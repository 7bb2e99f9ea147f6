package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What annotations set for the routes of a handler.
 *
 * @param status what the response has unless the handler sets another; empty for 200, or 204 without a result
 * @param maxBody largest body in bytes; empty for the server's limit
 * @param blocking whether the handler may block
 * @param entityTag whether answers get a tag made of their bytes
 * @param essential whether it answers even when the server sheds load
 * @param decodesBody whether a filter takes content codings off the body
 * @param roles of which a caller needs one; any caller will do if there are none; empty if nobody has to be known
 */
public record Settings(
        OptionalInt status,
        OptionalInt maxBody,
        boolean blocking,
        boolean entityTag,
        boolean essential,
        boolean decodesBody,
        Optional<List<String>> roles) {}
