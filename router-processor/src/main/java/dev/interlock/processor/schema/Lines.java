package dev.interlock.processor.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.interlock.processor.model.proto.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Line numbers of the declarations in one file, from its source info ({@code descriptor.proto}, SourceCodeInfo). */
final class Lines {
    private final String file;
    private final Map<List<Integer>, Integer> lines = new HashMap<>();

    Lines(FileDescriptor file) {
        this.file = file.getName();
        for (SourceCodeInfo.Location location :
                file.toProto().getSourceCodeInfo().getLocationList()) {
            if (location.getSpanCount() > 0) {
                lines.putIfAbsent(location.getPathList(), location.getSpan(0) + 1);
            }
        }
    }

    Origin of(Descriptor message) {
        return at(path(message));
    }

    Origin of(FieldDescriptor field) {
        return at(child(path(field.getContainingType()), DescriptorProto.FIELD_FIELD_NUMBER, field.getIndex()));
    }

    Origin of(OneofDescriptor oneof) {
        return at(child(path(oneof.getContainingType()), DescriptorProto.ONEOF_DECL_FIELD_NUMBER, oneof.getIndex()));
    }

    Origin of(EnumDescriptor type) {
        Descriptor around = type.getContainingType();
        return at(
                around == null
                        ? List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, type.getIndex())
                        : child(path(around), DescriptorProto.ENUM_TYPE_FIELD_NUMBER, type.getIndex()));
    }

    private Origin at(List<Integer> path) {
        return new Origin(file, lines.getOrDefault(path, 0));
    }

    /**
     * Returns the path of a message type within {@code FileDescriptorProto}. The path consists of field numbers, each
     * followed by an index into the field.
     */
    private static List<Integer> path(Descriptor message) {
        Descriptor around = message.getContainingType();
        return around == null
                ? List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, message.getIndex())
                : child(path(around), DescriptorProto.NESTED_TYPE_FIELD_NUMBER, message.getIndex());
    }

    private static List<Integer> child(List<Integer> path, int number, int index) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(number);
        longer.add(index);
        return longer;
    }
}
