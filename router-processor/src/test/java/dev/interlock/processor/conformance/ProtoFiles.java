package dev.interlock.processor.conformance;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The message types of a descriptor set. In the set, each file must come after the files that it imports.
 * {@code protoc} writes this order.
 */
record ProtoFiles(Map<String, Descriptor> messages) {
    static ProtoFiles read(Path descriptorSet) throws IOException, DescriptorValidationException {
        Map<String, FileDescriptor> files = new HashMap<>();
        Map<String, Descriptor> messages = new HashMap<>();
        for (FileDescriptorProto proto :
                FileDescriptorSet.parseFrom(Files.readAllBytes(descriptorSet)).getFileList()) {
            FileDescriptor[] imports =
                    proto.getDependencyList().stream().map(files::get).toArray(FileDescriptor[]::new);
            FileDescriptor file = FileDescriptor.buildFrom(proto, imports);
            files.put(proto.getName(), file);
            file.getMessageTypes().forEach(message -> messages.put(message.getFullName(), message));
        }
        return new ProtoFiles(messages);
    }

    /**
     * Returns a message type that is not nested.
     *
     * @param name its full name
     */
    Descriptor message(String name) {
        Descriptor message = messages.get(name);
        if (message == null) {
            throw new IllegalArgumentException("No message " + name);
        }
        return message;
    }
}
