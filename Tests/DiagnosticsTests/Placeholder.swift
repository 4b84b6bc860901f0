import Diagnostics
import TestSupport
import Testing
