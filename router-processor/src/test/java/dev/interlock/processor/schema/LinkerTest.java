package dev.interlock.processor.schema;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.interlock.processor.report.Problem;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import dev.interlock.processor.testing.Descriptors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkerTest {
    private final Problems problems = new Problems();

    @Test
    void findsImportsInOtherSets() {
        FileDescriptorProto base = file("base.proto", "Base");
        FileDescriptorProto user = file("user.proto", "User").toBuilder()
                .addDependency("base.proto")
                .build();
        assertThat(link(set(user), set(base)).orElseThrow().names())
                .containsExactly("t.Base", "t.User")
                .inOrder();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void linksPublicImports() {
        FileDescriptorProto base = file("base.proto", "Base");
        FileDescriptorProto middle = file("middle.proto", "Middle").toBuilder()
                .addDependency("base.proto")
                .addPublicDependency(0)
                .build();
        FileDescriptorProto.Builder user =
                file("user.proto", "User").toBuilder().addDependency("middle.proto");
        user.getMessageTypeBuilder(0)
                .addField(FieldDescriptorProto.newBuilder()
                        .setName("base")
                        .setNumber(1)
                        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                        .setTypeName(".t.Base"));
        assertThat(link(set(user.build(), middle, base))).isPresent();
    }

    @Test
    void acceptsRepeatedFile() {
        FileDescriptorSet.Builder bare = Descriptors.shop().toBuilder();
        bare.getFileBuilderList().forEach(FileDescriptorProto.Builder::clearSourceCodeInfo);
        assertThat(link(Descriptors.shop(), bare.build())).isPresent();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void rejectsCyclicImports() {
        FileDescriptorProto a =
                file("a.proto", "A").toBuilder().addDependency("b.proto").build();
        FileDescriptorProto b =
                file("b.proto", "B").toBuilder().addDependency("a.proto").build();
        assertThat(link(set(a, b))).isEmpty();
        assertThat(complaints())
                .containsExactly("[IL506] the descriptors of set 0 contradict each other: a.proto imports itself");
    }

    @Test
    void reportsMissingImports() {
        FileDescriptorProto a = file("a.proto", "A").toBuilder()
                .addDependency("x.proto")
                .addDependency("y.proto")
                .build();
        assertThat(link(set(a))).isEmpty();
        assertThat(complaints())
                .containsExactly(
                        "[IL504] a.proto imports x.proto, which set 0 does not contain",
                        "[IL504] a.proto imports y.proto, which set 0 does not contain");
    }

    @Test
    void rejectsUnknownEdition() {
        FileDescriptorProto tomorrow = file("a.proto", "A").toBuilder()
                .setSyntax("editions")
                .setEdition(Edition.EDITION_99999_TEST_ONLY)
                .build();
        assertThat(link(set(tomorrow))).isEmpty();
        assertThat(complaints()).hasSize(1);
        assertThat(complaints().get(0)).startsWith("[IL506]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "syntax = \"proto3\";", "\n\u0001\u0001\u0007", "\u0000\u0000\u0000"})
    void rejectsMalformedSet(String content) {
        byte[] bytes = content.getBytes(ISO_8859_1);
        assertThat(Linker.link(List.of(new DescriptorSet("file", bytes)), AnyPlace.PLACE, problems))
                .isEmpty();
        assertThat(complaints()).containsExactly("[IL503] file is not a descriptor set");
    }

    private static FileDescriptorProto file(String name, String message) {
        return FileDescriptorProto.newBuilder()
                .setName(name)
                .setPackage("t")
                .setSyntax("proto3")
                .addMessageType(DescriptorProto.newBuilder().setName(message))
                .build();
    }

    private static FileDescriptorSet set(FileDescriptorProto... files) {
        return FileDescriptorSet.newBuilder().addAllFile(Arrays.asList(files)).build();
    }

    private Optional<Schemas> link(FileDescriptorSet... sets) {
        List<DescriptorSet> named = new ArrayList<>();
        for (FileDescriptorSet set : sets) {
            named.add(new DescriptorSet("set " + named.size(), set.toByteArray()));
        }
        return Linker.link(named, AnyPlace.PLACE, problems);
    }

    private List<String> complaints() {
        return problems.sorted().stream()
                .map(Problem::text)
                .map(text -> text.substring(0, text.indexOf('\n')))
                .toList();
    }
}
