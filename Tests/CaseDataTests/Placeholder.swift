import CaseData
import TestSupport
import Testing
