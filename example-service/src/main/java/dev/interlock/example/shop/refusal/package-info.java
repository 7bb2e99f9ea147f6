/**
 * Exceptions of the domain, each with the status of its response. Imports {@code dev.interlock.http.HttpException}
 * only.
 */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
