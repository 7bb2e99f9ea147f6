/** Tests of the filters, through a client of a running server. */
@NullMarked
package dev.interlock.filter;

import org.jspecify.annotations.NullMarked;
