/**
 * One exchange as filters, handlers and generated code see it: request, response, problem, and the router that
 * generated code extends. Knows no socket: a protocol engine fills a {@link dev.interlock.http.RequestHead} and sends
 * what the {@link dev.interlock.http.Response} holds.
 *
 * <p>Imports {@code dispatch}, {@code bytes} and the annotation of exceptions; of Netty only the codecs for cookies, dates
 * and multipart bodies.
 */
@NullMarked
package dev.interlock.http;

import org.jspecify.annotations.NullMarked;
