/** What requests allocate: an application with a route for each feature that is or is not free. */
@NullMarked
package dev.interlock.example.allocation;

import org.jspecify.annotations.NullMarked;
