/**
 * Writes Java files from the model of views and writers: decoders and encoders, which name fields and tags and call the
 * runtime. Imports the model and JavaPoet. Refers to classes of the runtime by name only.
 */
@NullMarked
package dev.interlock.processor.write.proto;

import org.jspecify.annotations.NullMarked;
