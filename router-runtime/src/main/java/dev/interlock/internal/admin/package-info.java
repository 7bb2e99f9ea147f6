/**
 * Pages of the admin port: health, routes, configuration, threads, and pages of the application. Imports {@code
 * internal.engine}, {@code internal.json}, {@code internal.log}, {@code internal.negotiate}, {@code internal.syntax},
 * {@code internal.text}, {@code observe}, {@code generated.dispatch}, {@code annotation}, {@code http}, {@code bytes}
 * and {@code log}.
 */
@NullMarked
package dev.interlock.internal.admin;

import org.jspecify.annotations.NullMarked;
