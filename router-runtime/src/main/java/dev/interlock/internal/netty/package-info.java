/**
 * Settings of Netty that must precede its first use. Imports nothing of Interlock, so that each package that uses Netty
 * may call it.
 */
@NullMarked
package dev.interlock.internal.netty;

import org.jspecify.annotations.NullMarked;
