/**
 * Requests, responses, problems, filters, and the router that generated code extends. Does not depend on sockets or
 * protocols. Requests and responses are abstract here; {@code internal.message} implements them.
 *
 * <p>May import {@code generated.dispatch}, {@code generated.scope}, {@code bytes}, {@code internal.bytes},
 * {@code internal.syntax}, {@code internal.text}, {@code annotation} and {@code log}. Of Netty, imports only buffers
 * and the codecs of cookies, dates and statuses.
 */
@NullMarked
package dev.interlock.http;

import org.jspecify.annotations.NullMarked;
