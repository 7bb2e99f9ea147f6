/** The filters that come with the runtime, seen by a client of a running server. */
@NullMarked
package dev.interlock.filter;

import org.jspecify.annotations.NullMarked;
