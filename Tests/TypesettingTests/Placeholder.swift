import Typesetting
import TestSupport
import Testing
