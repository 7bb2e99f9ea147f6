@NullMarked
package dev.interlock.peers.shop;

import org.jspecify.annotations.NullMarked;
