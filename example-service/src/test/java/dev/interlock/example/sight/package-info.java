/** Tests that metrics, traces and the access log agree. Imports only the API of Interlock. */
@NullMarked
package dev.interlock.example.sight;

import org.jspecify.annotations.NullMarked;
