/** Tests that metrics, traces and the access log agree. Imports the API of Interlock alone. */
@NullMarked
package dev.interlock.example.sight;

import org.jspecify.annotations.NullMarked;
