/** Allocations of requests: an application with a route for each measured feature. */
@NullMarked
package dev.interlock.example.allocation;

import org.jspecify.annotations.NullMarked;
