/** Sessions: login, logout, and the filter that maps a bearer token to its caller. */
@NullMarked
package dev.interlock.example.shop.auth;

import org.jspecify.annotations.NullMarked;
