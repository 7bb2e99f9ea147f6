package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Settings of a handler's routes, from annotations and filters.
 *
 * @param status status of the response unless the handler sets another; empty for 200, or for 204 without a result
 * @param maxBody largest request body in bytes; empty for the server's limit
 * @param timeoutMillis time limit in milliseconds, 0 for none; empty for the server's limit
 * @param maxConcurrent largest number of simultaneous exchanges of a route; empty for no limit
 * @param blocking whether the handler may block
 * @param entityTag whether the runtime computes the entity tag of a response from its bytes
 * @param essential whether the handler responds even when the server sheds load
 * @param decodesBody whether a filter removes content codings from the request body
 * @param mayWait whether a filter is asynchronous; the handler may then be called later
 * @param roles roles of which the caller needs one; an empty list allows every authenticated caller; without a list,
 *     callers need no authentication
 */
public record Settings(
        OptionalInt status,
        OptionalInt maxBody,
        OptionalLong timeoutMillis,
        OptionalInt maxConcurrent,
        boolean blocking,
        boolean entityTag,
        boolean essential,
        boolean decodesBody,
        boolean mayWait,
        Optional<List<String>> roles) {}
