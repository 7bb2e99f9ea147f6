/** Exceptions of the domain. They know nothing of HTTP: {@code web.Failures} maps them to responses. */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
