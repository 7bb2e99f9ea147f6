/**
 * Sessions: logging in and out, and the filter that turns a bearer token into a caller.
 */
@NullMarked
package dev.interlock.example.shop.auth;

import org.jspecify.annotations.NullMarked;
