package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Seccomp profile for io_uring. {@link ImageTest} runs the shop under it. */
final class SeccompTest {
    private static final Path PROFILE = Path.of("deploy", "kubernetes", "io-uring", "nodes", "shop-io-uring.json");

    /** System calls of the shop on epoll and on io_uring, from {@code strace}. */
    private static final List<String> NEEDED =
            List.of("accept4 access arch_prctl bind brk chmod clock_getres clock_gettime clock_nanosleep "
                    + "close connect dup dup2 epoll_create1 epoll_ctl epoll_pwait2 epoll_wait eventfd2 execve "
                    + "exit_group fchdir fcntl fstat fstatfs ftruncate futex getcwd getdents64 getegid geteuid "
                    + "getgid getpid getrandom getsockname getsockopt gettid getuid io_uring_enter "
                    + "io_uring_register io_uring_setup ioctl listen lseek madvise mkdir mmap mprotect munmap "
                    + "newfstatat openat prctl pread64 prlimit64 read readlink recvfrom recvmmsg rename rseq "
                    + "rt_sigaction rt_sigprocmask rt_sigreturn sched_getaffinity sched_yield sendfile sendmmsg "
                    + "sendmsg sendto set_robust_list set_tid_address setsockopt shutdown socketpair statfs "
                    + "statx sysinfo timerfd_create timerfd_settime uname unlink wait4 write writev");

    /** System calls that the default profile of containerd forbids in a container without capabilities. */
    private static final List<String> FORBIDDEN =
            List.of("acct add_key bpf chroot clone3 delete_module fanotify_init finit_module init_module "
                    + "ioperm iopl kcmp kexec_file_load kexec_load keyctl lookup_dcookie mount mount_setattr "
                    + "move_mount move_pages nfsservctl open_by_handle_at open_tree perf_event_open personality "
                    + "pivot_root process_vm_readv process_vm_writev ptrace quotactl reboot request_key "
                    + "setdomainname sethostname setns settimeofday stime swapoff swapon umount2 unshare uselib "
                    + "userfaultfd ustat vhangup vm86");

    private static Node profile;

    @BeforeAll
    static void read() throws IOException {
        profile = Node.read(PROFILE).get(0);
    }

    private static Set<String> words(List<String> texts) {
        return new TreeSet<>(List.of(String.join(" ", texts).split(" ")));
    }

    private static Set<String> allowed() {
        Set<String> allowed = new TreeSet<>();
        for (Node rule : profile.list("syscalls")) {
            if (rule.text("action").equals("SCMP_ACT_ALLOW")) {
                allowed.addAll(rule.texts("names"));
            }
        }
        return allowed;
    }

    @Test
    void forbidsWhatItDoesNotName() {
        assertThat(profile.text("defaultAction")).isEqualTo("SCMP_ACT_ERRNO");
        // The profile cannot check 32-bit calls by name, so it must forbid all 32-bit architectures.
        assertThat(profile.texts("architectures")).containsExactly("SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64");
    }

    @Test
    void allowsWhatTheShopNeeds() {
        assertThat(allowed()).containsAtLeastElementsIn(words(NEEDED));
    }

    @Test
    void allowsNothingDangerous() {
        assertThat(allowed()).containsNoneIn(words(FORBIDDEN));
    }

    /** The calls that create threads and sockets can also create namespaces and hypervisor sockets. */
    @Test
    void checksArgumentsOfCloneAndSocket() {
        for (Node rule : profile.list("syscalls")) {
            List<String> names = rule.texts("names");
            if (names.contains("clone") || names.contains("socket")) {
                assertThat(names).hasSize(1);
                assertThat(rule.list("args")).hasSize(1);
            }
        }
    }
}
