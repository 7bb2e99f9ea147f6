/**
 * The command {@code java -jar router-canary.jar}: options, polling, exit codes, and a small server for webhooks.
 * Internal: applications use {@code dev.interlock.canary}. Imports {@code dev.interlock.canary}, Picocli and the JDK.
 */
@NullMarked
package dev.interlock.canary.command;

import org.jspecify.annotations.NullMarked;
