package dev.interlock.replay.command;

import dev.interlock.replay.load.Expectations;
import dev.interlock.replay.rewrite.Rewriter;
import dev.interlock.replay.rewrite.TargetAddress;

/** A target, and the state that all its connections share. */
record Destination(TargetAddress address, Rewriter rewriter, Expectations expectations) {}
