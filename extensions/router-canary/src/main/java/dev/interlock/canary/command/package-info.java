/**
 * The command {@code java -jar router-canary.jar}: options, polling, exit codes, and a small server for tools that call
 * a web hook. Internal: applications use {@code dev.interlock.canary}. Imports {@code dev.interlock.canary}, Picocli,
 * Jackson and the JDK.
 */
@NullMarked
package dev.interlock.canary.command;

import org.jspecify.annotations.NullMarked;
