/**
 * Requests, responses, problems, filters, and the router that generated code extends. This package knows no socket: a
 * protocol engine fills a {@link dev.interlock.http.RequestHead} and sends the content of the {@link
 * dev.interlock.http.Response}.
 *
 * <p>Imports {@code dispatch}, {@code bytes} and the annotation of exceptions; of Netty only the codecs for cookies,
 * dates and multipart bodies.
 */
@NullMarked
package dev.interlock.http;

import org.jspecify.annotations.NullMarked;
