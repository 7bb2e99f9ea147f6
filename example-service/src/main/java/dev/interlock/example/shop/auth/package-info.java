/** Sessions: login, logout, and the filter that finds the caller of a bearer token. */
@NullMarked
package dev.interlock.example.shop.auth;

import org.jspecify.annotations.NullMarked;
