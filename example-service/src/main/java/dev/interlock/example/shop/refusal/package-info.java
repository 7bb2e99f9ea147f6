/**
 * Exceptions of the domain. Each exception has the status of its response. From Interlock, imports only
 * {@code HttpException} and the names of statuses and header fields.
 */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
