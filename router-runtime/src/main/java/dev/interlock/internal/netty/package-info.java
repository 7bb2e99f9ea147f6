/**
 * Settings that must be made before the first use of Netty, and a base class of channel handlers. Imports nothing of
 * Interlock, so that each package that uses Netty may import this package.
 */
@NullMarked
package dev.interlock.internal.netty;

import org.jspecify.annotations.NullMarked;
