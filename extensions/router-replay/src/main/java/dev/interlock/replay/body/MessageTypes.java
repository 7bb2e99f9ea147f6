package dev.interlock.replay.body;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.interlock.replay.traffic.TrafficException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Protobuf message types of a descriptor set, and the routes that use them. */
public final class MessageTypes {
    /** Media type parameter that names the message type. */
    private static final Pattern PARAMETER = Pattern.compile("(?i);\\s*(?:messageType|proto)\\s*=\\s*\"?([\\w.]+)\"?");

    private final Map<String, Descriptor> types = new HashMap<>();
    private final Map<String, Descriptor> requests = new HashMap<>();
    private final Map<String, Descriptor> responses = new HashMap<>();

    /** Returns an empty set of types. Fields then have numbers instead of names. */
    public static MessageTypes none() {
        return new MessageTypes();
    }

    /**
     * Reads a descriptor set from {@code protoc --include_imports --descriptor_set_out}.
     *
     * @throws TrafficException if the file is not a descriptor set, or lacks an import
     */
    public static MessageTypes read(Path file) throws IOException {
        MessageTypes result = new MessageTypes();
        try {
            Map<String, FileDescriptorProto> files = new HashMap<>();
            for (FileDescriptorProto each :
                    FileDescriptorSet.parseFrom(Files.readAllBytes(file)).getFileList()) {
                files.put(each.getName(), each);
            }
            Map<String, FileDescriptor> linked = new HashMap<>();
            for (String name : files.keySet()) {
                for (Descriptor type : link(name, files, linked).getMessageTypes()) {
                    result.add(type);
                }
            }
            if (result.types.isEmpty()) {
                throw new TrafficException(file + " contains no message");
            }
        } catch (com.google.protobuf.InvalidProtocolBufferException | DescriptorValidationException e) {
            throw new TrafficException(
                    file + " is not a complete descriptor set: " + e.getMessage()
                            + ". Tip: protoc --include_imports --descriptor_set_out=FILE",
                    e);
        }
        return result;
    }

    private static FileDescriptor link(
            String name, Map<String, FileDescriptorProto> files, Map<String, FileDescriptor> linked)
            throws DescriptorValidationException, TrafficException {
        FileDescriptor known = linked.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptorProto file = files.get(name);
        if (file == null) {
            throw new TrafficException("the descriptor set lacks the import " + name
                    + ". Tip: protoc --include_imports --descriptor_set_out=FILE");
        }
        List<FileDescriptor> imports = new ArrayList<>();
        for (String dependency : file.getDependencyList()) {
            imports.add(link(dependency, files, linked));
        }
        FileDescriptor result = FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
        linked.put(name, result);
        return result;
    }

    private void add(Descriptor type) {
        types.put(type.getFullName(), type);
        type.getNestedTypes().forEach(this::add);
    }

    /**
     * Sets the message types of a route, such as {@code POST /orders}.
     *
     * @throws IllegalArgumentException if a type is not in the descriptor set
     */
    public void use(String route, @Nullable String request, @Nullable String response) {
        if (request != null) {
            requests.put(route, type(request));
        }
        if (response != null) {
            responses.put(route, type(response));
        }
    }

    private Descriptor type(String name) {
        Descriptor type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no descriptor for the message " + name + ". Tip: --descriptors FILE");
        }
        return type;
    }

    @Nullable
    Descriptor find(String route, boolean isRequest, String contentType) {
        Descriptor stated = (isRequest ? requests : responses).get(route);
        if (stated != null) {
            return stated;
        }
        Matcher parameter = PARAMETER.matcher(contentType);
        return parameter.find() ? types.get(parameter.group(1)) : null;
    }
}
