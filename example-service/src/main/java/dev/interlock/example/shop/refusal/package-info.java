/**
 * Exceptions of the domain. They know nothing of HTTP: {@code web.Failures} maps them to responses, and an annotation
 * has the status of {@code Unavailable}.
 */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
