package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InterfaceSourcesTest {
    private static Compilation compile(InterfaceSources sources, Source... more) {
        List<Source> all = new ArrayList<>(Arrays.asList(sources.all()));
        all.addAll(Arrays.asList(more));
        return Compilation.withoutProcessor().compile(all.toArray(new Source[0]));
    }

    @ParameterizedTest
    @EnumSource
    void compilesWithCopier(Syntax syntax) {
        InterfaceSources sources =
                InterfaceSources.of("plain", RichSchema.of(syntax).root(), Choices.PLAIN);
        Compilation compilation = compile(sources, sources.copier());
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.classes()).containsKey(sources.copierName());
    }

    @ParameterizedTest
    @EnumSource
    void compilesForAllChoices(Syntax syntax) {
        for (long seed = 0; seed < 2; seed++) {
            Schema schema = RichSchema.of(syntax);
            InterfaceSources sources = InterfaceSources.of("mixed", schema.root(), Choices.random(seed));
            Compilation compilation = compile(sources);
            assertWithMessage("seed %s", seed).that(compilation.complaints()).isEmpty();
            for (Descriptor message : sources.messages()) {
                assertThat(compilation.classes()).containsKey(sources.viewName(message));
            }
        }
    }

    @Test
    void includesOtherFilesAndPackages() {
        Descriptor file = FileDescriptorProto.getDescriptor();
        InterfaceSources sources = InterfaceSources.of("plain", file, Choices.PLAIN);
        assertThat(compile(sources, sources.copier()).complaints()).isEmpty();
        assertThat(sources.writerName(file)).isEqualTo("plain.FileDescriptorProtoWriter");
    }

    @Test
    void annotatesFieldsWithUnusableNames() throws Exception {
        Schema schema = RichSchema.of(Syntax.PROTO3);
        InterfaceSources sources = InterfaceSources.of("plain", schema.root(), Choices.PLAIN);
        String view = sources.views().get(0).getCharContent(true).toString();
        int number = schema.root().findFieldByName("class").getNumber();
        assertThat(view).contains("@ProtoField(\"class\") int field" + number + "();");
        assertThat(view).contains("@ProtoField(\"class\") boolean hasField" + number + "();");
        assertThat(view).contains("  Entries<Everything_LevelsEntryView> levels();");
        assertThat(view).contains("@ProtoField(\"payment\") int oneof0();");
        assertThat(view).contains("  int otherCase();");
    }
}
