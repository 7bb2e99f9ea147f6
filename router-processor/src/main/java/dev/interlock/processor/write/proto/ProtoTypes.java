package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;

/**
 * Every class of the runtime that generated decoders and encoders name. The processor links none of them; a test loads each.
 */
final class ProtoTypes {
    static final ClassName REQUEST = ClassName.get("dev.interlock.http", "Request");
    static final ClassName RESPONSE = ClassName.get("dev.interlock.http", "Response");
    static final ClassName REQUEST_KEY = ClassName.get("dev.interlock.http", "RequestKey");
    static final ClassName BYTE_WRITER = ClassName.get("dev.interlock.bytes", "ByteWriter");
    static final ClassName SLICE = ClassName.get("dev.interlock.bytes", "Slice");

    static final ClassName WIRE_TYPE = ClassName.get("dev.interlock.proto", "WireType");
    static final ClassName MESSAGE_TYPE = ClassName.get("dev.interlock.proto", "MessageType");
    static final ClassName MESSAGE_ENCODER = ClassName.get("dev.interlock.proto", "MessageEncoder");
    static final ClassName PACKED_FIELDS = ClassName.get("dev.interlock.proto", "PackedFields");
    static final ClassName NESTED = ClassName.get("dev.interlock.proto", "Nested");
    static final ClassName ENUM_NUMBERS = ClassName.get("dev.interlock.proto", "EnumNumbers");
    static final ClassName SCOPED_ENCODER = ClassName.get("dev.interlock.proto", "ScopedEncoder");

    private ProtoTypes() {}
}
