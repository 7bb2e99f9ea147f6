/**
 * Exceptions of the domain. Each exception has the status of its response. Imports only {@code
 * dev.interlock.http.HttpException}.
 */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
