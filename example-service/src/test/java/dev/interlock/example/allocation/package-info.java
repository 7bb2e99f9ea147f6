/** Measures the allocations of requests, in an application with a route for each feature. */
@NullMarked
package dev.interlock.example.allocation;

import org.jspecify.annotations.NullMarked;
