/** Tests of the files in {@code deploy}: manifests, rules, the roll-out script of HAProxy and the container image. */
@NullMarked
package dev.interlock.example.deploy;

import org.jspecify.annotations.NullMarked;
