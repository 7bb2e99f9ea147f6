/**
 * Exceptions of the domain. They are independent of HTTP: {@code web.Failures} maps them to responses. Only
 * {@code Unavailable} has an annotation with its status.
 */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
