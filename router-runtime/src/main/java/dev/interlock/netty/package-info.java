/**
 * What Netty is told before it is first used. Knows Netty and nothing else of the runtime, so that every package which uses
 * Netty may call it.
 */
@NullMarked
package dev.interlock.netty;

import org.jspecify.annotations.NullMarked;
