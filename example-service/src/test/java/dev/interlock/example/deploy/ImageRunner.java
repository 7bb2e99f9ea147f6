package dev.interlock.example.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the unpacked image with crun, else with bubblewrap, else in a chroot. */
final class ImageRunner {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Mounts cgroups v2 for crun, which rejects machines with both versions. */
    private static final String CRUN = "mount --make-rprivate / && mount -t cgroup2 none /sys/fs/cgroup"
            + " && exec crun --cgroup-manager=disabled \"$@\"";

    /** Ways to run a container. */
    enum Kind {
        CRUN,
        BUBBLEWRAP,
        CHROOT
    }

    /** {@code -Dimage.runner=CHROOT} skips the earlier ways. */
    private static final Kind FIRST = Kind.valueOf(System.getProperty("image.runner", "CRUN"));

    private final UnpackedImage image;
    private final Kind kind;
    private int containers;

    private ImageRunner(UnpackedImage image, Kind kind) {
        this.image = image;
        this.kind = kind;
    }

    /** Returns a runner for the first way that works on this machine. */
    static ImageRunner create(UnpackedImage image, Path directory) throws Exception {
        for (Kind kind : EnumSet.range(FIRST, Kind.CHROOT)) {
            ImageRunner runner = new ImageRunner(image, kind);
            if (runner.works(Files.createDirectories(directory.resolve("trial-" + kind)))) {
                return runner;
            }
        }
        throw new AssertionError("Neither crun nor bubblewrap nor chroot can run a container here. Tip: be root");
    }

    private boolean works(Path directory) throws Exception {
        Path log = directory.resolve("log");
        try {
            Process trial =
                    start(directory, tmp(directory), log, List.of("/opt/java/bin/java", "-version"), Map.of(), null);
            int exitCode = trial.waitFor();
            if (exitCode != 0) {
                System.out.println("image: " + kind + " does not work here: " + Files.readString(log, UTF_8));
            }
            return exitCode == 0;
        } catch (IOException e) {
            System.out.println("image: " + kind + " does not work here: " + e.getMessage());
            return false;
        }
    }

    Kind kind() {
        return kind;
    }

    /** Returns the directory of the host that is {@code /tmp} of a container. Everybody may write to it. */
    Path tmp(Path directory) throws IOException {
        Path tmp =
                kind == Kind.CHROOT ? image.root().resolve("tmp") : Files.createDirectories(directory.resolve("tmp"));
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        return tmp;
    }

    /** Starts the command of the image, and logs the classes that the JVM loads in {@code /tmp/classes}. */
    Process start(Path directory, Path tmp, Path log, Map<String, String> environment, @Nullable Path seccomp)
            throws IOException {
        List<String> command = new ArrayList<>(image.entrypoint());
        command.add("-Xlog:class+load:file=/tmp/classes");
        command.addAll(image.command());
        return start(directory, tmp, log, command, environment, seccomp);
    }

    private Process start(
            Path directory,
            Path tmp,
            Path log,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path seccomp)
            throws IOException {
        List<String> variables = new ArrayList<>(image.environment());
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        List<String> words = switch (kind) {
            case CRUN -> crun(directory, tmp, command, variables, seccomp);
            case BUBBLEWRAP -> bubblewrap(tmp, command, variables);
            case CHROOT -> chroot(command, variables);
        };
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private List<String> crun(
            Path directory, Path tmp, List<String> command, List<String> variables, @Nullable Path seccomp)
            throws IOException {
        ObjectNode config = JSON.createObjectNode().put("ociVersion", "1.0.0");
        config.putObject("root").put("path", image.root().toString()).put("readonly", true);
        ObjectNode process = config.putObject("process").put("cwd", image.workingDirectory());
        process.put("noNewPrivileges", true).putObject("capabilities");
        process.putObject("user").put("uid", image.uid()).put("gid", image.gid());
        command.forEach(process.putArray("args")::add);
        variables.forEach(process.putArray("env")::add);
        ArrayNode mounts = config.putArray("mounts");
        mount(mounts, "/proc", "proc", "proc");
        mount(mounts, "/dev", "tmpfs", "tmpfs", "nosuid", "mode=755");
        mount(mounts, "/tmp", "bind", tmp.toString(), "bind", "nosuid", "nodev", "noexec");
        ObjectNode linux = config.putObject("linux");
        ArrayNode namespaces = linux.putArray("namespaces");
        for (String namespace : List.of("pid", "ipc", "uts", "mount")) {
            namespaces.addObject().put("type", namespace);
        }
        if (seccomp != null) {
            linux.set("seccomp", JSON.readTree(seccomp.toFile()));
        }
        Files.writeString(directory.resolve("config.json"), JSON.writeValueAsString(config));
        String name = "shop-" + ProcessHandle.current().pid() + "-" + containers++;
        return List.of("unshare", "-m", "sh", "-c", CRUN, "crun", "run", "--bundle", directory.toString(), name);
    }

    private static void mount(ArrayNode mounts, String destination, String type, String source, String... options) {
        ObjectNode mount = mounts.addObject();
        mount.put("destination", destination).put("type", type).put("source", source);
        if (options.length > 0) {
            List.of(options).forEach(mount.putArray("options")::add);
        }
    }

    private List<String> bubblewrap(Path tmp, List<String> command, List<String> variables) {
        List<String> words = new ArrayList<>(List.of("bwrap", "--unshare-user", "--unshare-pid", "--die-with-parent"));
        words.addAll(List.of("--uid", Integer.toString(image.uid()), "--gid", Integer.toString(image.gid())));
        words.addAll(List.of("--ro-bind", image.root().toString(), "/", "--proc", "/proc", "--dev", "/dev"));
        words.addAll(List.of("--bind", tmp.toString(), "/tmp", "--clearenv"));
        for (String variable : variables) {
            words.addAll(List.of("--setenv", variable.split("=", 2)[0], variable.split("=", 2)[1]));
        }
        words.addAll(List.of("--chdir", image.workingDirectory()));
        words.addAll(command);
        return words;
    }

    /** Without namespaces: changes root and user, but has neither a read-only file system nor {@code /proc}. */
    private List<String> chroot(List<String> command, List<String> variables) {
        // Without /proc, the loader does not find the library next to the program.
        List<String> words = new ArrayList<>(List.of("env", "-i", "LD_LIBRARY_PATH=/opt/java/lib"));
        words.addAll(variables);
        words.addAll(List.of("/usr/bin/unshare", "--root=" + image.root(), "--wd=" + image.workingDirectory()));
        words.addAll(List.of("--setgid=" + image.gid(), "--setuid=" + image.uid()));
        words.addAll(command);
        return words;
    }
}
