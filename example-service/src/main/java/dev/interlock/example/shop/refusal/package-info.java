/** Exceptions of the domain. They are independent of HTTP: {@code web.Failures} maps them to responses. */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
